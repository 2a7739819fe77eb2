/** Units that the tagger labels: runs of letters, digits and Greek letters as one ("IL2"), every other token alone. */
import { isGlued, type Tokens } from '../../text/tokens.js';

export interface Units {
  readonly tokens: Tokens;
  readonly count: number;
  /** First token of each unit, and at the end the number of tokens: unit u is tokens `[firstToken[u], firstToken[u + 1])`. */
  readonly firstToken: Int32Array;
  /** Unit of each token. */
  readonly unitOfToken: Int32Array;
}

export function unitsOf(tokens: Tokens): Units {
  const firstToken = new Int32Array(tokens.count + 1);
  const unitOfToken = new Int32Array(tokens.count);
  let count = 0;
  for (let token = 0; token < tokens.count; token++) {
    if (!isGlued(tokens, token)) firstToken[count++] = token;
    unitOfToken[token] = count - 1;
  }
  firstToken[count] = tokens.count;
  return { tokens, count, firstToken, unitOfToken };
}

/** Plain offset at which a unit begins. */
export function startOfUnit({ tokens, firstToken }: Units, unit: number): number {
  return tokens.starts[firstToken[unit] ?? 0] ?? 0;
}

/** Plain offset at which a unit ends. */
export function endOfUnit({ tokens, firstToken }: Units, unit: number): number {
  return tokens.ends[(firstToken[unit + 1] ?? 0) - 1] ?? 0;
}
