package tailback.component.store;

import tailback.component.Bandwidth;
import tailback.component.Component.Tally;
import tailback.kernel.Simulation;

/**
 * The temporary files of sorts that {@code work_mem} has no room for: an external merge writes them
 * once and reads them once (PostgreSQL 16, utils/sort/tuplesort.c). They share a disk, first come,
 * first served.
 */
final class TempFiles {

  /**
   * What a sort writes of what it would have kept in memory: measured with PostgreSQL 15, 21,760 kB
   * of files for a quicksort in 34,270 kB.
   */
  private static final double ON_DISK = 0.635;

  private static final double SECOND = 1e9;

  private final Simulation simulation;
  private final String counter;
  private final double bandwidth;
  private long free;
  private long files;

  /**
   * No files yet.
   *
   * @param part whose they are
   * @param disk what the disk carries; null: the files stay in the page cache, and cost no time
   */
  TempFiles(Simulation simulation, String part, Bandwidth disk) {
    this.simulation = simulation;
    counter = part + ".temp_files";
    bandwidth = disk == null ? 0 : disk.bytesPerSecond();
  }

  /** How long a sort that needs so much, bytes, waits for the disk, nanoseconds. */
  long of(long sort) {
    files++;
    if (bandwidth == 0) {
      return 0;
    }
    long now = simulation.now();
    free = Math.max(now, free) + (long) (2 * ON_DISK * sort / bandwidth * SECOND);
    return free - now;
  }

  void reset() {
    files = 0;
  }

  void count(Tally tally) {
    if (files > 0) {
      tally.add(counter, files);
    }
  }
}
