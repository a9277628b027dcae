/**
 * Asks for something that may be asked again without harm, waiting as long as the server says. For
 * reads only: what changes something durable goes through the outbox.
 */
import { asRefusal } from "./refusal.js";

const TRIES_MAX = 5;

/**
 * @param {(command: object) => Promise<any>} request
 * @param {object} command
 * @param {(wait: number) => Promise<void>} [pause]
 */
export async function ask(
  request,
  command,
  pause = wait => new Promise(go => setTimeout(go, wait)),
) {
  for (let tries = 1; ; tries++) {
    try {
      return await request(command);
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.retryAfter === undefined || tries === TRIES_MAX) throw refusal;
      await pause(refusal.retryAfter);
    }
  }
}
