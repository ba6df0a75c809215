package tailback.cli.bench;

/** First in, first out, of numbers: what the reference programs queue with, too. */
final class Ring {

  private long[] values = new long[1024];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(long value) {
    if (size == values.length) {
      long[] larger = new long[2 * size];
      for (int i = 0; i < size; i++) {
        larger[i] = values[(head + i) & (size - 1)];
      }
      values = larger;
      head = 0;
    }
    values[(head + size++) & (values.length - 1)] = value;
  }

  long take() {
    long value = values[head];
    head = (head + 1) & (values.length - 1);
    size--;
    return value;
  }
}
