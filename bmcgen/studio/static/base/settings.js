// What somebody chose for the interface. A cookie, since the port, and with it the browser's storage, changes from run to run.

const YEAR = 31536000;

export function read(name) {
  const found = document.cookie.split("; ").find(each => each.startsWith(`studio-${name}=`));
  return found ? decodeURIComponent(found.slice(found.indexOf("=") + 1)) : null;
}

export function write(name, value) {
  document.cookie = `studio-${name}=${encodeURIComponent(value)}; Path=/; SameSite=Strict; Max-Age=${YEAR}`;
}

/** Light, dark, or as the system has it. */
export function showScheme(chosen = read("scheme") ?? "system") {
  if (chosen === "system") document.documentElement.removeAttribute("data-scheme");
  else document.documentElement.setAttribute("data-scheme", chosen);
}
