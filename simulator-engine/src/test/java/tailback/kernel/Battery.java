package tailback.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.LongToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Statistical tests of a source of 64 random bits, after Knuth (<em>The Art of Computer
 * Programming</em>, 3.3.2) and, for the birthdays, Marsaglia and Tsang (2002).
 *
 * <p>Each test ends with the place of its statistic in the law that it has when the bits are
 * random: a number from 0 (too even) to 1 (too uneven) that is itself uniform then.
 */
final class Battery {

  /** How a test ended. */
  record Outcome(String test, double place) {

    /** Whether random bits end so, or further from the middle, in less than that share of cases. */
    boolean isRarerThan(double share) {
      return place < share / 2 || place > 1 - share / 2;
    }
  }

  private static final int LAGS = 16;
  private static final int BIRTHDAYS = 4096;

  private final LongSupplier source;
  private final int draws;
  private final List<Outcome> outcomes = new ArrayList<>();

  private Battery(LongSupplier source, int draws) {
    this.source = source;
    this.draws = draws;
  }

  /** Every test, each on about so many draws of its own. */
  static List<Outcome> run(LongSupplier source, int draws) {
    return new Battery(source, draws).run();
  }

  private List<Outcome> run() {
    eachBit();
    ones();
    kolmogorovSmirnov();
    serialCorrelation();
    gaps();
    orders();
    digits("high", bits -> (int) (bits >>> 54), 10);
    digits("low", bits -> (int) bits & 1023, 10);
    tuples("high", bits -> (int) (bits >>> 59), 5, 2);
    tuples("low", bits -> (int) bits & 31, 5, 2);
    tuples("high", bits -> (int) (bits >>> 60), 4, 3);
    tuples("low", bits -> (int) bits & 15, 4, 3);
    birthdays("high", bits -> (int) (bits >>> 32));
    birthdays("low", bits -> (int) bits);
    return outcomes;
  }

  private double uniform() {
    return (source.getAsLong() >>> 11) * 0x1.0p-53;
  }

  private void chiSquared(String test, double statistic, int degrees) {
    var law = new ChiSquaredDistribution(degrees);
    outcomes.add(new Outcome(test, law.cumulativeProbability(statistic)));
  }

  private void chiSquared(String test, int[] counts, double[] chances) {
    long all = IntStream.of(counts).asLongStream().sum();
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = all * chances[i];
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    chiSquared(test, statistic, counts.length - 1);
  }

  private void chiSquared(String test, int[] counts) {
    double[] chances = new double[counts.length];
    Arrays.fill(chances, 1.0 / counts.length);
    chiSquared(test, counts, chances);
  }

  /** Every bit is one as often as zero. */
  private void eachBit() {
    int[] ones = new int[Long.SIZE];
    for (int i = 0; i < draws; i++) {
      long bits = source.getAsLong();
      for (int bit = 0; bit < Long.SIZE; bit++) {
        ones[bit] += (int) (bits >>> bit) & 1;
      }
    }
    double half = 0.5 * draws;
    double sum = IntStream.of(ones).mapToDouble(n -> (n - half) * (n - half) / (half / 2)).sum();
    chiSquared("each bit", sum, Long.SIZE);
  }

  /** How many of the 64 bits are one. */
  private void ones() {
    int least = 24;
    int[] counts = new int[18];
    for (int i = 0; i < draws; i++) {
      int ones = Long.bitCount(source.getAsLong());
      counts[Math.max(0, Math.min(counts.length - 1, ones - least))]++;
    }
    var law = new BinomialDistribution(Long.SIZE, 0.5);
    double[] chances =
        IntStream.range(0, counts.length).mapToDouble(i -> law.probability(least + i)).toArray();
    chances[0] = law.cumulativeProbability(least);
    chances[counts.length - 1] = 1 - law.cumulativeProbability(least + counts.length - 2);
    chiSquared("ones of 64", counts, chances);
  }

  private void kolmogorovSmirnov() {
    double[] sorted = DoubleStream.generate(this::uniform).limit(draws).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < draws; i++) {
      distance =
          Math.max(
              distance, Math.max((i + 1.0) / draws - sorted[i], sorted[i] - (double) i / draws));
    }
    double place = new KolmogorovSmirnovTest().ksSum(distance * Math.sqrt(draws), 1e-12, 1000);
    outcomes.add(new Outcome("Kolmogorov-Smirnov", place));
  }

  /** With each of the sixteen draws before; each correlation is about normal. */
  private void serialCorrelation() {
    double[] values = DoubleStream.generate(() -> uniform() - 0.5).limit(draws).toArray();
    double sum = 0;
    for (int lag = 1; lag <= LAGS; lag++) {
      double products = 0;
      for (int i = lag; i < draws; i++) {
        products += values[i] * values[i - lag];
      }
      double normal = 12 * products / Math.sqrt(draws - lag);
      sum += normal * normal;
    }
    chiSquared("serial correlation", sum, LAGS);
  }

  /** How many draws lie between two below 1/8. */
  private void gaps() {
    int[] counts = new int[40];
    int gap = 0;
    for (int i = 0; i < draws; i++) {
      if (uniform() < 0.125) {
        counts[Math.min(gap, counts.length - 1)]++;
        gap = 0;
      } else {
        gap++;
      }
    }
    double[] chances = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      chances[i] = Math.pow(0.875, i) * (i < counts.length - 1 ? 0.125 : 1);
    }
    chiSquared("gaps", counts, chances);
  }

  /** In which order four draws come, from the smallest to the largest. */
  private void orders() {
    int[] counts = new int[24];
    double[] four = new double[4];
    for (int i = 0; i < draws; i += 4) {
      int order = 0;
      for (int k = 0; k < 4; k++) {
        four[k] = uniform();
        int smaller = 0;
        for (int j = 0; j < k; j++) {
          smaller += four[j] < four[k] ? 1 : 0;
        }
        order = order * (k + 1) + smaller;
      }
      counts[order]++;
    }
    chiSquared("orders of four", counts);
  }

  private void digits(String which, LongToIntFunction digit, int bits) {
    tuples(which, digit, bits, 1);
  }

  /** So many draws one after the other, of each a few bits: every combination as often. */
  private void tuples(String which, LongToIntFunction digit, int bits, int length) {
    int[] counts = new int[1 << bits * length];
    for (int i = 0; i < draws; i += length) {
      int cell = 0;
      for (int k = 0; k < length; k++) {
        cell = cell << bits | digit.applyAsInt(source.getAsLong());
      }
      counts[cell]++;
    }
    chiSquared(which + " bits of " + length, counts);
  }

  /**
   * Draws are birthdays in a year of 2^32 days. Of 4096 in a year, the spacings between neighbours
   * that are equal are about Poisson, with a mean of 4096³ / (4 × 2^32) = 4.
   */
  private void birthdays(String which, LongToIntFunction day) {
    int years = Math.max(1, draws / BIRTHDAYS);
    long equal = 0;
    long[] days = new long[BIRTHDAYS];
    for (int year = 0; year < years; year++) {
      Arrays.setAll(days, i -> Integer.toUnsignedLong(day.applyAsInt(source.getAsLong())));
      Arrays.sort(days);
      for (int i = BIRTHDAYS - 1; i > 0; i--) {
        days[i] -= days[i - 1];
      }
      Arrays.sort(days);
      for (int i = 1; i < BIRTHDAYS; i++) {
        equal += days[i] == days[i - 1] ? 1 : 0;
      }
    }
    int seen = (int) Math.min(equal, Integer.MAX_VALUE);
    var law = new PoissonDistribution(4.0 * years);
    double place = law.cumulativeProbability(seen) - 0.5 * law.probability(seen);
    outcomes.add(new Outcome("birthdays of " + which + " bits", place));
  }
}
