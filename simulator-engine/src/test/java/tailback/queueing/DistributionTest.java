package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every law against commons-math3's law of that name, at a fixed seed. */
final class DistributionTest {

  private static final double MS = 1e6;
  private static final int SAMPLES = 20_000;

  private static Arguments law(String name, Distribution ours, RealDistribution oracle) {
    return Arguments.of(name, ours, oracle);
  }

  static Stream<Arguments> laws() {
    double sigma = Math.sqrt(Math.log(1 + 1.5 * 1.5));
    double steep = Math.log(10) / new NormalDistribution().inverseCumulativeProbability(0.99);
    double scale = 80 * MS / org.apache.commons.math3.special.Gamma.gamma(1 + 1 / 0.7);
    return Stream.of(
        law("exponential", Distribution.exponential(10 * MS), new ExponentialDistribution(10 * MS)),
        law(
            "uniform",
            Distribution.uniform(10_000_000, 20_000_000),
            new UniformRealDistribution(10 * MS, 20 * MS)),
        law(
            "normal",
            Distribution.normal(80 * MS, 10 * MS),
            new NormalDistribution(80 * MS, 10 * MS)),
        law(
            "lognormal",
            Distribution.lognormal(80 * MS, 1.5),
            new LogNormalDistribution(Math.log(80 * MS) - sigma * sigma / 2, sigma)),
        law(
            "lognormal by quantiles",
            Distribution.lognormalQuantiles(40 * MS, 400 * MS),
            new LogNormalDistribution(Math.log(40 * MS), steep)),
        law("gamma, light", Distribution.gamma(80 * MS, 0.5), new GammaDistribution(4, 20 * MS)),
        law("gamma, heavy", Distribution.gamma(80 * MS, 2), new GammaDistribution(0.25, 320 * MS)),
        law("erlang", Distribution.erlang(80 * MS, 4), new GammaDistribution(4, 20 * MS)),
        law(
            "erlang of many stages",
            Distribution.erlang(80 * MS, 40),
            new GammaDistribution(40, 2 * MS)),
        law("weibull", Distribution.weibull(80 * MS, 0.7), new WeibullDistribution(0.7, scale)),
        law("pareto", Distribution.pareto(5_000_000, 2.2), new ParetoDistribution(5 * MS, 2.2)));
  }

  private static double[] draw(Distribution law, int count) {
    var stream = new tailback.kernel.Stream(11, "test", "law");
    double[] samples = new double[count];
    for (int i = 0; i < count; i++) {
      samples[i] = law.sample(stream.of(i));
    }
    return samples;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void samples_followTheLaw(String name, Distribution law, RealDistribution oracle) {
    double distance =
        new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(oracle, draw(law, SAMPLES));
    assertThat(distance).isLessThan(1.628 / Math.sqrt(SAMPLES)); // the 99 % point of Kolmogorov
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void mean_isThatOfTheOracle(String name, Distribution law, RealDistribution oracle) {
    double exact = oracle.getNumericalMean();
    assertThat(law.mean()).isCloseTo(exact, within(1e-8 * exact));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void meanOfSamples_coversTheMean(String name, Distribution law, RealDistribution oracle) {
    assertCoversMean(law);
  }

  /** At 99.9 %, because there are a dozen laws. */
  private static void assertCoversMean(Distribution law) {
    var samples = new DescriptiveStatistics(draw(law, SAMPLES));
    double halfWidth = 3.291 * samples.getStandardDeviation() / Math.sqrt(SAMPLES);
    assertThat(samples.getMean()).isCloseTo(law.mean(), within(halfWidth));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void sampling_allocatesNothing(String name, Distribution law, RealDistribution oracle) {
    var stream = new tailback.kernel.Stream(3, "test", "allocation");
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long sum = sum(law, stream);
    long before = threads.getThreadAllocatedBytes(thread);
    sum += sum(law, stream);
    long after = threads.getThreadAllocatedBytes(thread);
    assertThat(sum).isPositive();
    assertThat((after - before) / SAMPLES).isZero();
  }

  private static long sum(Distribution law, tailback.kernel.Stream stream) {
    long sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += law.sample(stream);
    }
    return sum;
  }

  @Test
  void normalNearZero_isTheBellCurveGivenThatItIsNotNegative() {
    var law = Distribution.normal(10 * MS, 20 * MS);
    var whole = new NormalDistribution(10 * MS, 20 * MS);
    double below = whole.cumulativeProbability(0);
    double[] samples = draw(law, SAMPLES);
    double distance = 0;
    Arrays.sort(samples);
    for (int i = 0; i < SAMPLES; i++) {
      double exact = (whole.cumulativeProbability(samples[i]) - below) / (1 - below);
      distance = Math.max(distance, Math.abs(exact - (i + 0.5) / SAMPLES));
    }
    assertThat(samples[0]).isNotNegative();
    assertThat(distance).isLessThan(1.628 / Math.sqrt(SAMPLES));
    assertThat(law.mean()).isGreaterThan(10 * MS);
    assertCoversMean(law);
  }

  @Test
  void lognormalByQuantiles_hasThem() {
    var law = Distribution.lognormalQuantiles(40 * MS, 400 * MS);
    var samples = new DescriptiveStatistics(draw(law, SAMPLES));
    assertThat(samples.getPercentile(50)).isCloseTo(40 * MS, within(1 * MS));
    assertThat(samples.getPercentile(99)).isCloseTo(400 * MS, within(30 * MS));
  }

  @Test
  void mix_choosesByWeight() {
    var law =
        Distribution.mix(
            new double[] {90, 10},
            new Distribution[] {Distribution.constant(10), Distribution.constant(2000)});
    double[] samples = draw(law, SAMPLES);
    long slow = Arrays.stream(samples).filter(x -> x == 2000).count();
    assertThat(slow / (double) SAMPLES).isCloseTo(0.1, within(2.576 * 0.3 / Math.sqrt(SAMPLES)));
    assertThat(law.mean()).isCloseTo(209, within(1e-9));
  }

  @Test
  void mixWithAWeightOfZero_neverChoosesIt() {
    var law =
        Distribution.mix(
            new double[] {0, 1, 0},
            new Distribution[] {
              Distribution.pareto(1, 0.5), Distribution.constant(7), Distribution.constant(9)
            });
    assertThat(draw(law, 1000)).containsOnly(7);
    assertThat(law.mean()).isEqualTo(7);
  }

  @Test
  void empirical_drawsEveryRecordedValueAlike() {
    var law = Distribution.empirical(new long[] {30, 10, 20, 10});
    double[] samples = draw(law, SAMPLES);
    assertThat(samples).containsOnly(10, 20, 30);
    long tens = Arrays.stream(samples).filter(x -> x == 10).count();
    assertThat(tens / (double) SAMPLES).isCloseTo(0.5, within(2.576 * 0.5 / Math.sqrt(SAMPLES)));
    assertThat(law.mean()).isEqualTo(17.5);
  }

  @Test
  void constant_isAlwaysTheSame() {
    assertThat(draw(Distribution.constant(42), 10)).containsOnly(42);
    assertThat(draw(Distribution.uniform(42, 42), 10)).containsOnly(42);
    assertThat(draw(Distribution.normal(42, 0), 10)).containsOnly(42);
    assertThat(draw(Distribution.lognormal(42, 0), 10)).containsOnly(42);
    assertThat(draw(Distribution.gamma(42, 0), 10)).containsOnly(42);
  }

  @Test
  void sameLuck_isLongUnderEveryInvertedLaw() {
    var stream = new tailback.kernel.Stream(5, "test", "luck");
    Distribution[] inverted = {
      Distribution.exponential(10 * MS), Distribution.uniform(0, 20_000_000),
      Distribution.normal(10 * MS, MS), Distribution.lognormal(10 * MS, 1),
      Distribution.weibull(10 * MS, 2), Distribution.pareto(5_000_000, 2)
    };
    for (Distribution law : inverted) {
      double u = 0;
      long longest = -1;
      for (int i = 0; i < 1000; i++) {
        long sample = law.sample(stream.of(i));
        if (sample > longest) {
          longest = sample;
          u = stream.of(i).nextOpenDouble();
        }
      }
      double least = 1;
      for (int i = 0; i < 1000; i++) {
        least = Math.min(least, stream.of(i).nextOpenDouble());
      }
      assertThat(u).as(law.toString()).isEqualTo(least);
    }
  }

  @Test
  void paretoWithoutAMean_saysSo() {
    assertThat(Distribution.pareto(5, 1).mean()).isInfinite();
  }

  @Test
  void hugeSample_doesNotOverflow() {
    var law = Distribution.pareto(1_000_000_000, 0.05);
    for (double sample : draw(law, 1000)) {
      assertThat(sample).isPositive();
    }
  }

  @Test
  void senselessParameters_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.constant(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.exponential(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.exponential(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.uniform(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.normal(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.lognormal(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.lognormalQuantiles(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.gamma(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.erlang(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.weibull(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.pareto(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.empirical(new long[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Distribution.mix(new double[] {1}, new Distribution[0]));
  }

  @Test
  void equalLaws_areEqual() {
    Supplier<List<Distribution>> laws =
        () ->
            List.of(
                Distribution.mix(
                    new double[] {0.9, 0.1},
                    new Distribution[] {Distribution.exponential(5), Distribution.constant(9)}),
                Distribution.empirical(new long[] {3, 1, 2}),
                Distribution.normal(80, 10),
                Distribution.gamma(80, 0.5),
                Distribution.weibull(80, 0.7));
    assertThat(laws.get()).isEqualTo(laws.get()).doesNotHaveDuplicates();
  }
}
