export interface ProofStepProps {
  /** The server has taken the proof: what answered `proof_required` may be asked for again. */
  onProven: () => void
}
