/** Big-endian unsigned integer of the bytes (OS2IP, RFC 8017 §4.2). */
export function integerOf(bytes: Uint8Array): bigint {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex === "" ? 0n : BigInt(`0x${hex}`);
}

/**
 * The integer as so many big-endian bytes (I2OSP, RFC 8017 §4.1).
 * @throws RangeError when it does not fit: the caller has reduced it by a modulus of that length.
 */
export function bytesOf(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(length * 2, "0");
  if (value < 0n || hex.length > length * 2)
    throw new RangeError(`integer does not fit into ${length} bytes`);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** Number of significant bits; 0 for 0. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** `base ** exponent` modulo `modulus`. Not for secret exponents: its time tells of their bits. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse modulo `modulus`, by the extended Euclidean algorithm; undefined where there is none. */
export function inverseModulo(value: bigint, modulus: bigint): bigint | undefined {
  let [remainder, next] = [modulus, ((value % modulus) + modulus) % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next > 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return remainder === 1n ? ((factor % modulus) + modulus) % modulus : undefined;
}
