/** Who asks. */
import { CannotRunError } from '../../errors.js';

/** `papergraph/0.1.0 (+mail@example.org)`; without a contact only the first part. */
export function userAgent(options: { readonly version: string; readonly contact: string | null }): string {
  const { version, contact } = options;
  if (contact === null) return `papergraph/${version}`;
  if (!/^[\x21-\x7e]+$/.test(contact)) {
    throw new CannotRunError(
      `contact: expected a mail or web address in plain ASCII without spaces, but it is ${JSON.stringify(contact)}; correct the setting`,
    );
  }
  return `papergraph/${version} (+${contact})`;
}
