package tailback.component.edge;

import tailback.component.Assembly;

/**
 * {@code gzip}: the answers of the application are compressed, as text is, before they are sent;
 * the worker process does nothing else meanwhile (nginx 1.31, ngx_http_gzip_filter_module.c). Files
 * are taken as they are.
 */
final class Gzip {

  /** Of text, level 1: HTML and JSON become a quarter (measured: 3.3 to 4.2 to 1). */
  private static final int RATIO = 4;

  private static final double MEGABYTE = 1e6;

  private final long minLength;
  private final long cpuOfMegabyte;

  Gzip(long minLength, Assembly assembly) {
    this.minLength = minLength;
    cpuOfMegabyte = assembly.cost("gzip.megabyte.cpu");
  }

  /** Whether an answer of so many bytes is compressed. */
  boolean covers(long bytes) {
    return bytes > 0 && bytes >= minLength;
  }

  /** The CPU time for so many bytes, nanoseconds. */
  long cpu(long bytes) {
    return (long) (bytes / MEGABYTE * cpuOfMegabyte);
  }

  /** What is left of so many bytes. */
  long size(long bytes) {
    return bytes / RATIO;
  }
}
