/**
 * Why TensorFlow's C library cannot run on this machine, or undefined.
 * @param {{ platform: string, arch: string, glibc: boolean }} host as in process.platform and process.arch; `glibc`: Node runs on it
 */
export function hostProblem({ platform, arch, glibc }) {
  if (platform === 'linux' && arch === 'x64' && glibc) return undefined;
  const name = `${platform} ${arch}${platform === 'linux' && !glibc ? ' without glibc' : ''}`;
  return `Training can be set up on Linux x64 with glibc (as Debian, Ubuntu and Fedora have) and nowhere else yet; this is ${name}. Train on such a machine or in a container of it. All but training works here as it is.`;
}
