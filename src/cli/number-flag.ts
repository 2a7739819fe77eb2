/** Numbers on the command line. */
import { InvalidArgumentError } from 'commander';

/**
 * Reads the value of a flag that is a whole number.
 *
 * @returns the parser that commander asks, which ends the command with exit code 2 for anything else
 */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = numberIn(text);
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      `Expected a whole number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`,
    );
  };
}

/** The number that digits are; another text as it came, for the check of the settings to say what was expected. */
export function numberIn(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
