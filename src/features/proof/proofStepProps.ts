export interface ProofStepProps {
  /** What the proof stands before, in a sentence. */
  why: string
  /** The server took the proof: for ten minutes it asks for no other. */
  onProven: () => void
}
