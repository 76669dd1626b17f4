/**
 * Tensors are taken and given back by hundreds of megabytes a second. glibc would fetch and clear their pages anew each time, which takes as long as some layers do: it is to keep
 * what was given back, and to use large pages (from glibc 2.35 on; others pass over it).
 */
export const memorySettings = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 33),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 34),
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
};
