/** `ENOENT`, `ECONNRESET`, `Z_DATA_ERROR` … of an error that Node or one of its libraries made; null for any other. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
