/**
 * Runs tests one after the other, each by its name; one that fails has the reason for it.
 * @param {Record<string, () => unknown>} tests
 * @returns {Promise<{name: string, error: string|null}[]>}
 */
export async function resultsOf(tests) {
  const results = [];
  for (const [name, test] of Object.entries(tests)) {
    const error = await Promise.resolve()
      .then(test)
      .then(
        () => null,
        failure => String(failure?.stack ?? failure),
      );
    results.push({ name, error });
  }
  return results;
}
