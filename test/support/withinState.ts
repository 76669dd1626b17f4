import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';

/** Opens the state of a data folder for as long as the work on it takes. */
export async function withinState<T>(
  data: string,
  access: Parameters<typeof openState>[1],
  work: (state: State) => Promise<T>,
): Promise<T> {
  const state = openState(data, access);
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}
