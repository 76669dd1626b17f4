import { join } from 'node:path';

/** The C API's own headers, and those that they include. */
const headers = /^tensorflow\/include\/((?:tensorflow\/c|tensorflow\/core\/platform|tsl|xla\/tsl)\/.+\.h)$/;
const libraries = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/;
const cuda = /^nvidia\/(.+\/lib\/.+\.so[.\d]*)$/;

/**
 * Where a file of a wheel belongs in the addon's deps/; undefined: nowhere. TensorFlow's library looks for CUDA's in ../nvidia beside its
 * own folder, as pip lays them out; cuDNN looks for NVRTC in ../../nvrtc, where pip does not.
 * @param {string} name
 * @param {string} deps
 */
export function libraryPlace(name, deps) {
  const [, header] = headers.exec(name) ?? [];
  if (header) return join(deps, 'include', header);
  const [, library] = libraries.exec(name) ?? [];
  if (library) return join(deps, 'lib', library);
  const [, ofCuda] = cuda.exec(name) ?? [];
  return ofCuda && join(deps, 'nvidia', ofCuda.replace(/^cuda_nvrtc\//, 'nvrtc/'));
}

/** Links by which the linker finds them: -ltensorflow, -ltensorflow_framework. */
export const libraryLinks = [
  ['libtensorflow_cc.so.2', 'libtensorflow.so'],
  ['libtensorflow_framework.so.2', 'libtensorflow_framework.so'],
];
