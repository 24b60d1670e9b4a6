/** The moment of every proof: a Tuesday at noon UTC. Fixed, so that a proof says the same on every day. */
export const PROOF_NOW = Date.UTC(2026, 2, 10, 12);
