/** The method page as data: which version of the method this node computes with. */
export interface MethodPage {
  readonly methodVersion: string;
}
