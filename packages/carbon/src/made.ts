/**
 * A mark on values that only one function may make. The member is private and exists for the compiler alone: such a value can
 * be neither written down as an object nor got by spreading another and changing a part of it.
 */
export declare class MadeBy<Maker> {
  private readonly maker: Maker;
}
