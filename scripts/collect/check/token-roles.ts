/** The application permissions that a token holds; undefined where it is no JWT that says so. */
export function tokenRoles(token: string): readonly string[] | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    if (typeof payload !== 'object' || payload === null) return undefined;
    const { roles = [] } = payload as { roles?: unknown };
    return Array.isArray(roles) ? roles.map(String) : undefined;
  } catch {
    return undefined;
  }
}
