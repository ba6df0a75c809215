package tailback.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What is measured, in the order of the table. */
public enum Workload {
  /** A queue with one server: two events pending. */
  MM1("M/M/1, rho 0.8", "events", () -> new SingleServer(4_000_000), "mm1 pq 4000000"),
  /** Always 1,000 events pending. */
  HOLD_1000(
      "hold, 1,000 pending", "holds", () -> new Hold(1000, 5_000_000), "hold pq 5000000", "1000"),
  /** Always 100,000 events pending. */
  HOLD_100000(
      "hold, 100,000 pending",
      "holds",
      () -> new Hold(100_000, 3_000_000),
      "hold pq 3000000",
      "100000"),
  /** Three events a request. */
  WEB("web pipeline", "requests", () -> new WebPipeline(2_000_000), "web pq 2000000"),
  /** Every part and every statistic. */
  STACK("full stack, all statistics", "requests", FullStack::new, "");

  private final String title;
  private final String unit;
  private final Supplier<Model> model;
  private final List<String> reference;

  Workload(String title, String unit, Supplier<Model> model, String command, String... after) {
    this.title = title;
    this.unit = unit;
    this.model = model;
    reference = command.isEmpty() ? List.of() : List.of(command, String.join(" ", after));
  }

  /** Its name in JSON. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for people. */
  public String title() {
    return title;
  }

  /** What is counted. */
  public String unit() {
    return unit;
  }

  Model model() {
    return model.get();
  }

  /** Whether the reference program has this model, too. */
  boolean hasReference() {
    return !reference.isEmpty();
  }

  /** The arguments that have the reference program run so many rounds of it. */
  List<String> reference(int rounds) {
    String arguments = reference.get(0) + " " + rounds + " " + reference.get(1);
    return List.of(arguments.trim().split(" "));
  }
}
