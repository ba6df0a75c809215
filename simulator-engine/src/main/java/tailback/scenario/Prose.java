package tailback.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

/**
 * Distributions in words, such as {@code lognormal mean 80ms cv 1.5}: no commas and no brackets, so
 * that they survive YAML's flow style.
 */
final class Prose {

  /** An example of each form, by its first word. */
  static final Map<String, String> FORMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("constant", "constant 80ms"),
              Map.entry("exponential", "exponential 80ms"),
              Map.entry("uniform", "uniform 10ms to 20ms"),
              Map.entry("normal", "normal 80ms sd 10ms"),
              Map.entry("lognormal", "lognormal mean 80ms cv 1.5, or lognormal p50 40ms p99 400ms"),
              Map.entry("gamma", "gamma mean 80ms cv 0.5"),
              Map.entry("erlang", "erlang 80ms k 4"),
              Map.entry("weibull", "weibull mean 80ms shape 0.7"),
              Map.entry("pareto", "pareto min 5ms alpha 2.2"),
              Map.entry("mix", "mix 90% exponential 10ms 10% constant 2s"),
              Map.entry("empirical", "empirical file.csv"),
              Map.entry("trace", "trace COLUMN")));

  private static final double EXACT = 1e-6;

  private final Recordings recordings;
  private final Path directory;
  private final long bare;

  /**
   * A reader of distributions.
   *
   * @param directory what {@code empirical file.csv} is relative to
   * @param bare what a number without unit means, in nanoseconds; 0 when it needs a unit
   */
  Prose(Recordings recordings, Path directory, long bare) {
    this.recordings = recordings;
    this.directory = directory;
    this.bare = bare;
  }

  /** Reads a distribution. */
  Distribution read(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new Misread("is empty", "write a duration such as 80ms");
    }
    if (Quantity.isNumeric(trimmed)) {
      return Distribution.constant(Quantity.duration(trimmed, bare));
    }
    List<String> words = List.of(trimmed.split("\\s+"));
    String law = words.get(0);
    if (!FORMS.containsKey(law)) {
      throw new Misread(
          Words.quote(trimmed) + " is neither a duration nor a distribution",
          Words.nearest(law, FORMS.keySet()) == null
              ? "write a duration such as 80ms, or one of " + Words.list(FORMS.keySet())
              : Words.suggest(law, FORMS.keySet()));
    }
    if (law.equals("empirical")) {
      return empirical(trimmed.substring(law.length()).strip());
    }
    try {
      return law(law, words.subList(1, words.size()));
    } catch (BadForm e) {
      throw new Misread(Words.quote(trimmed) + " is not complete", "write " + FORMS.get(law));
    }
  }

  /** The words do not have the form of their law. */
  private static final class BadForm extends RuntimeException {
    BadForm() {
      super(null, null, false, false);
    }
  }

  private Distribution law(String law, List<String> rest) {
    return switch (law) {
      case "constant" -> Distribution.constant(duration(rest, "*", 0));
      case "exponential" -> Distribution.exponential(mean(rest, "*", 0));
      case "uniform" -> uniform(rest);
      case "normal" ->
          Distribution.normal(duration(rest, "* sd *", 0), duration(rest, "* sd *", 2));
      case "lognormal" -> lognormal(rest);
      case "gamma" ->
          Distribution.gamma(mean(rest, "mean * cv *", 1), positive(rest, "mean * cv *", 3));
      case "erlang" ->
          Distribution.erlang(
              mean(rest, "* k *", 0), (int) Quantity.whole(word(rest, "* k *", 2), 1, 1000));
      case "weibull" ->
          Distribution.weibull(
              mean(rest, "mean * shape *", 1), positive(rest, "mean * shape *", 3));
      case "pareto" ->
          Distribution.pareto(mean(rest, "min * alpha *", 1), positive(rest, "min * alpha *", 3));
      case "mix" -> mix(rest);
      default -> new TraceColumn(word(rest, "*", 0));
    };
  }

  private Distribution uniform(List<String> rest) {
    long from = duration(rest, "* to *", 0);
    long to = duration(rest, "* to *", 2);
    if (from > to) {
      throw new Misread("'uniform " + String.join(" ", rest) + "' begins after its end");
    }
    return Distribution.uniform(from, to);
  }

  private Distribution lognormal(List<String> rest) {
    if (!rest.isEmpty() && rest.get(0).equals("p50")) {
      long p50 = mean(rest, "p50 * p99 *", 1);
      long p99 = mean(rest, "p50 * p99 *", 3);
      if (p50 >= p99) {
        throw new Misread("'lognormal " + String.join(" ", rest) + "': p50 must be below p99");
      }
      return Distribution.lognormalQuantiles(p50, p99);
    }
    return Distribution.lognormal(mean(rest, "mean * cv *", 1), positive(rest, "mean * cv *", 3));
  }

  private Distribution mix(List<String> rest) {
    List<Double> weights = new ArrayList<>();
    List<Distribution> parts = new ArrayList<>();
    int from = 0;
    while (from < rest.size()) {
      if (!rest.get(from).endsWith("%")) {
        throw new BadForm();
      }
      int to = from + 1;
      while (to < rest.size() && !rest.get(to).endsWith("%")) {
        to++;
      }
      String part = String.join(" ", rest.subList(from + 1, to));
      if (part.isEmpty()) {
        throw new BadForm();
      }
      if (part.startsWith("mix") || part.startsWith("trace") || part.startsWith("empirical")) {
        throw new Misread(Words.quote(part) + " cannot be a part of a mix");
      }
      weights.add(Quantity.share(rest.get(from)));
      parts.add(read(part));
      from = to;
    }
    if (parts.isEmpty()) {
      throw new BadForm();
    }
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > EXACT) {
      throw new Misread("the shares of the mix add up to " + percent(sum) + ", not to 100%");
    }
    return Distribution.mix(
        weights.stream().mapToDouble(Double::doubleValue).toArray(),
        parts.toArray(new Distribution[0]));
  }

  /** A share as a message writes it. */
  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.4f", share * 100);
    return text.replaceFirst("\\.?0+$", "") + "%";
  }

  private Distribution empirical(String file) {
    if (file.isEmpty()) {
      throw new Misread("'empirical' names no file", "write empirical file.csv");
    }
    return Distribution.empirical(recordings.values(Recordings.beside(directory, file)));
  }

  private long duration(List<String> words, String form, int index) {
    return Quantity.duration(word(words, form, index), bare);
  }

  private long mean(List<String> words, String form, int index) {
    long nanos = duration(words, form, index);
    if (nanos == 0) {
      throw new Misread(
          Words.quote(words.get(index)) + " is zero", "for no time at all write a plain 0ms");
    }
    return nanos;
  }

  private static double positive(List<String> words, String form, int index) {
    double number = Quantity.number(word(words, form, index));
    if (number == 0) {
      throw new Misread(form.split(" ")[index - 1] + " is zero; it must be more");
    }
    return number;
  }

  /** The word at an index, after checking that all words have the form; a star is any word. */
  private static String word(List<String> words, String form, int index) {
    String[] expected = form.split(" ");
    if (words.size() != expected.length) {
      throw new BadForm();
    }
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].equals("*") && !expected[i].equals(words.get(i))) {
        throw new BadForm();
      }
    }
    return words.get(index);
  }
}
