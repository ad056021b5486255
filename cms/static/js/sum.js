// Finds the number whose SHA-256 after the salt is the challenge; many at a time, off the page.

const BATCH = 128;
const encoder = new TextEncoder();

function bytes(hex) {
  return Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
}

async function tried(salt, from) {
  const digests = [];
  for (let number = from; number < from + BATCH; number += 1) {
    digests.push(crypto.subtle.digest('SHA-256', encoder.encode(salt + number)));
  }
  return Promise.all(digests);
}

onmessage = async ({ data: { salt, challenge, maxNumber } }) => {
  const wanted = bytes(challenge);
  for (let from = 0; from <= maxNumber; from += BATCH) {
    const found = (await tried(salt, from)).findIndex((digest) => {
      const got = new Uint8Array(digest);
      return got.every((one, at) => one === wanted[at]);
    });
    if (found >= 0) {
      postMessage(from + found);
      return;
    }
  }
};
