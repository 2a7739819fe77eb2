/** A body as a server sent it, and what the server needs to know whether we have it still. */

export interface PageValidators {
  /** Address that answered in the end, after redirects: only that one understands what it gave. */
  readonly finalUrl: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Page extends PageValidators {
  readonly body: Uint8Array;
}
