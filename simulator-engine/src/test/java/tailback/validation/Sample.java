package tailback.validation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Figures of one run, computed alike for the laboratory's and the model's. */
final class Sample {

  private final List<Answer> answers;
  private final double[] good;

  Sample(List<Answer> answers) {
    this.answers = answers;
    good = answers.stream().filter(Answer::good).mapToDouble(Answer::latencyMs).sorted().toArray();
  }

  /** Those that satisfy a condition. */
  Sample where(Predicate<Answer> condition) {
    return new Sample(answers.stream().filter(condition).toList());
  }

  /** Those of one endpoint. */
  Sample of(String endpoint) {
    return where(answer -> answer.endpoint().equals(endpoint));
  }

  int size() {
    return answers.size();
  }

  List<Answer> answers() {
    return answers;
  }

  /** 200s completed while the load lasted, per second. */
  double goodput(double load) {
    return answers.stream().filter(a -> a.good() && a.answeredAt() <= load).count() / load;
  }

  /** Share of all requests that ended with this status; 0: the client gave up. */
  double share(int status) {
    return (double) answers.stream().filter(a -> a.status() == status).count() / answers.size();
  }

  /** Share by status. */
  Map<Integer, Double> shares() {
    Map<Integer, Double> shares = new TreeMap<>();
    for (Answer answer : answers) {
      shares.merge(answer.status(), 1.0 / answers.size(), Double::sum);
    }
    return shares;
  }

  /** Mean latency of the 200s, milliseconds. */
  double mean() {
    return Arrays.stream(good).average().orElse(Double.NaN);
  }

  /** A percentile of the latency of the 200s by nearest rank, milliseconds. */
  double percentile(double p) {
    return nearestRank(good, p);
  }

  /** A percentile of the latency of all that did not end with 200, milliseconds. */
  double failedPercentile(double p) {
    return nearestRank(
        answers.stream().filter(a -> !a.good()).mapToDouble(Answer::latencyMs).sorted().toArray(),
        p);
  }

  private static double nearestRank(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(p / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /** Mean time of the 200s in a wait or service, milliseconds; the model's only. */
  double timeIn(String place) {
    return mean(answer -> answer.timeInMs().getOrDefault(place, 0.0));
  }

  private double mean(ToDoubleFunction<Answer> figure) {
    return answers.stream().filter(Answer::good).mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** In the order in which they were sent. */
  List<Answer> byArrival() {
    return answers.stream().sorted(Comparator.comparingDouble(Answer::at)).toList();
  }

  /** In the order in which they were answered. */
  List<Answer> byAnswer() {
    return answers.stream().sorted(Comparator.comparingDouble(Answer::answeredAt)).toList();
  }

  /** Share of the requests that one sent 2 ms later or more was answered 2 ms before. */
  double overtaken() {
    double apart = 0.002;
    long overtaken =
        answers.stream()
            .filter(
                a ->
                    answers.stream()
                        .anyMatch(
                            b ->
                                b.at() > a.at() + apart && b.answeredAt() < a.answeredAt() - apart))
            .count();
    return (double) overtaken / answers.size();
  }

  /** Share of a worker process among the requests whose worker is known. */
  double workerShare(int worker) {
    long known = answers.stream().filter(a -> a.worker() >= 0).count();
    return (double) answers.stream().filter(a -> a.worker() == worker).count() / known;
  }
}
