export { ProofBySms as ProofStep } from './ProofBySms'
