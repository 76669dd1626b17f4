import { expect, it } from 'vitest';
import { libraryPlace } from '../../../scripts/lib/training/libraryLayout.mjs';

it.each([
  ['tensorflow/libtensorflow_cc.so.2', 'lib/libtensorflow_cc.so.2'],
  ['tensorflow/libtensorflow_framework.so.2', 'lib/libtensorflow_framework.so.2'],
  ['tensorflow/include/tensorflow/c/eager/c_api.h', 'include/tensorflow/c/eager/c_api.h'],
  ['tensorflow/include/tsl/platform/mutex.h', 'include/tsl/platform/mutex.h'],
  ['tensorflow/include/external/com_google_absl/absl/base/config.h', undefined],
  ['tensorflow/python/keras/__init__.py', undefined],
  ['nvidia/cudnn/lib/libcudnn.so.8', 'nvidia/cudnn/lib/libcudnn.so.8'],
  ['nvidia/cuda_cupti/lib/libcheckpoint.so', 'nvidia/cuda_cupti/lib/libcheckpoint.so'],
  ['nvidia/cuda_nvrtc/lib/libnvrtc-builtins.so.12.2', 'nvidia/nvrtc/lib/libnvrtc-builtins.so.12.2'],
  ['nvidia/cudnn/lib/__init__.py', undefined],
  ['nvidia/cudnn/include/cudnn.h', undefined],
])('%s belongs in %s', (name, place) => {
  expect(libraryPlace(name, '/deps')).toBe(place === undefined ? undefined : `/deps/${place}`);
});
