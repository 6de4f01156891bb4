/** The word for a side in a body. */
export function sideKey(side: string): "side.majority" | "side.opposition" | "side.neither" {
  return side === "majority" || side === "opposition" ? `side.${side}` : "side.neither";
}

/** The word for a vote. */
export function voteKey(vote: string): "vote.for" | "vote.against" | "vote.abstained" | "vote.absent" {
  return vote === "for" || vote === "against" || vote === "abstained" ? `vote.${vote}` : "vote.absent";
}
