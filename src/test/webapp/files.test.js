import { fileAddress, onSigned } from "../../../webapp/app/files.js";
import { credentials } from "../../../webapp/app/http.js";
import { holds, same } from "./expect.js";

const PATH = "api/attachments/5";

/** A server that changes tickets for tokens and signs what it is given, with a number. */
const withTickets = test => async () => {
  const { fetch } = globalThis;
  let tokens = 0;
  let signatures = 0;
  globalThis.fetch = async (url, { body }) => {
    const { addresses } = JSON.parse(body);
    const answer = addresses
      ? { addresses: addresses.map(path => `${path}?signature=${++signatures}`), expiresIn: 600_000 }
      : { token: `token ${++tokens}`, expiresIn: 600_000 };
    return new Response(JSON.stringify(answer));
  };
  credentials.use(async () => "ticket");
  const signed = () => new Promise(done => (end = onSigned(done)));
  let end = () => {};
  try {
    await test({ signed });
  } finally {
    end();
    credentials.use(null);
    globalThis.fetch = fetch;
  }
};

export const tests = {
  whereTheCookieCountsAnAddressIsAsItIs() {
    holds(fileAddress(PATH).endsWith(`/${PATH}`), "unsigned");
  },

  imageIsSignedAndSignedAnewForAnotherToken: withTickets(async ({ signed }) => {
    const first = signed();
    same(fileAddress(PATH), "");
    await first;
    holds(fileAddress(PATH).endsWith(`${PATH}?signature=1`), "signed");

    credentials.refused("token 1");
    await credentials.token();
    const second = signed();
    holds(fileAddress(PATH).endsWith("signature=1"), "what is shown stays meanwhile");
    await second;
    holds(fileAddress(PATH).endsWith("signature=2"), "signed for the token that is good");
  }),
};
