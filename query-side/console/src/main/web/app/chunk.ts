import { back, heard, isAway, isFromService, outdated, unheard } from './reach';

/** A part that can't be loaded, although the service answers, is tried so often, after so many ms and twice as many each time. */
const ATTEMPTS = 5;
const FIRST = 500;

/** The script that the page has begun with. Its name has a hash of all that it loads, so no other release has it. */
const ENTRY = document.querySelector<HTMLScriptElement>('script[type=module]')?.src;

/** Whether a file of this release is not there any more. */
async function isGone(file: string): Promise<boolean> {
  try {
    const answer = await fetch(file, { method: 'HEAD', cache: 'no-store' });
    if (isFromService(answer)) {
      heard('queries');
      return answer.status === 404;
    }
  } catch {
    // nothing is known of the file
  }
  unheard('queries');
  return false;
}

/**
 * Loads a part of the console. While the service is away, this waits for it; when the part is gone with its release, the
 * shell says so.
 *
 * @returns undefined when it can't be loaded
 */
export async function chunk<T>(load: () => Promise<T>): Promise<T | undefined> {
  let pause = FIRST;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await load();
    } catch (failure) {
      // most browsers name the file
      const named = /https?:\/\/\S+\.js/.exec(String((failure as Error)?.message))?.[0];
      for (const file of new Set([named, ENTRY])) {
        if (file && !isAway('queries') && await isGone(file)) {
          outdated();
          return undefined;
        }
      }
      if (isAway('queries')) {
        attempt = 0;
        await back('queries');
      } else {
        await new Promise(resolve => setTimeout(resolve, pause));
        pause *= 2;
      }
    }
  }
  return undefined;
}

/** Loads a part when it is first needed, and again when it is needed after it could not be loaded. */
export function lazily(load: () => Promise<unknown>): () => void {
  let begun = false;
  return () => {
    if (!begun) {
      begun = true;
      void chunk(load).then(part => { begun = part !== undefined; });
    }
  };
}
