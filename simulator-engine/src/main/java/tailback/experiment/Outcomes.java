package tailback.experiment;

import java.util.Arrays;
import java.util.function.LongConsumer;
import tailback.program.Request;

/**
 * What became of every request of a run, by its number: so that the same request can be found in
 * another run. A hash table of primitives, for there may be millions.
 */
final class Outcomes {

  /** The latency of a request that failed. */
  static final long FAILED = -1;

  /** The latency of a request that has not ended, or never came. */
  static final long UNKNOWN = -2;

  private static final int SERVER_ERROR = 500;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** No request has the number 0: the upper bits hold its group, from 1. */
  private long[] numbers = new long[1 << 10];

  private long[] latencies = new long[1 << 10];
  private int[] endpoints = new int[1 << 10];
  private int count;

  /** A request has ended. */
  void ended(Request request, int status, long now) {
    boolean completed = status > 0 && status < SERVER_ERROR;
    put(request.number(), request.endpoint(), completed ? now - request.arrived() : FAILED);
  }

  void put(long number, int endpoint, long latency) {
    if (2 * ++count > numbers.length) {
      grow();
    }
    int at = slot(number);
    numbers[at] = number;
    latencies[at] = latency;
    endpoints[at] = endpoint;
  }

  private void grow() {
    long[] oldNumbers = numbers;
    long[] oldLatencies = latencies;
    int[] oldEndpoints = endpoints;
    numbers = new long[2 * oldNumbers.length];
    latencies = Arrays.copyOf(latencies, numbers.length);
    endpoints = Arrays.copyOf(endpoints, numbers.length);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = slot(oldNumbers[i]);
        numbers[at] = oldNumbers[i];
        latencies[at] = oldLatencies[i];
        endpoints[at] = oldEndpoints[i];
      }
    }
  }

  /** Where a number stands, or where it would. */
  private int slot(long number) {
    int mask = numbers.length - 1;
    int at = (int) (number * SPREAD >>> 32) & mask;
    while (numbers[at] != 0 && numbers[at] != number) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** The numbers of all requests that have ended, in no particular order. */
  void forEach(LongConsumer each) {
    for (long number : numbers) {
      if (number != 0) {
        each.accept(number);
      }
    }
  }

  /** How long a request took, nanoseconds; {@link #FAILED} or {@link #UNKNOWN}. */
  long latency(long number) {
    int at = slot(number);
    return numbers[at] == number ? latencies[at] : UNKNOWN;
  }

  /** What a request asked for, one that has ended. */
  int endpoint(long number) {
    return endpoints[slot(number)];
  }
}
