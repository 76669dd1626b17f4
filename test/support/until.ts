/** Waits until `holds` is true; throws after `limit` ms. */
export async function until(holds: () => boolean | Promise<boolean>, limit = 5000): Promise<void> {
  const end = Date.now() + limit;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not so after ${limit} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
