/** The paths of the fields in which two states differ, as the server's diffs name them: into lists by id. */
export function changedPaths(before: any, after: any, path = '', found = new Set<string>()): Set<string> {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) {
    return found;
  }
  const old = members(before);
  const recent = members(after);
  if (!old || !recent) {
    found.add(path);
    return found;
  }
  for (const name of new Set([...old.keys(), ...recent.keys()])) {
    changedPaths(old.get(name), recent.get(name), path + '/' + escaped(name), found);
  }
  return found;
}

function members(value: any): Map<string, any> | undefined {
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return new Map(Object.entries(value));
  }
  const named = new Map<string, any>();
  for (const element of value) {
    const id = elementId(element);
    if (id === undefined || named.has(id)) {
      return undefined;
    }
    named.set(id, element);
  }
  return named;
}

/** An element's first field, when it is called id or ends with Id. */
export function elementId(element: any): string | undefined {
  if (element === null || typeof element !== 'object') {
    return undefined;
  }
  const [name, value] = Object.entries(element)[0] ?? [];
  return name && (name === 'id' || name.endsWith('Id')) && typeof value === 'string' ? value : undefined;
}

export function escaped(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** Whether one of two paths is within the other, or the same. */
export function related(one: string, other: string): boolean {
  return one === other || one.startsWith(other + '/') || other.startsWith(one + '/');
}
