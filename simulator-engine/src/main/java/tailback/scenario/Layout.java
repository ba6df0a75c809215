package tailback.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tailback.component.client.TrafficSettings;
import tailback.component.host.HostSettings;
import tailback.component.scaling.Autoscale;
import tailback.program.Describe;
import tailback.program.Short;
import tailback.program.Step;

/** The keys of a scenario file, and of the maps in it that become no record of the model. */
record Layout(
    @Describe("what the scenario shows, in one line") String title,
    @Describe("more about it") String about,
    @Describe("another scenario that this one starts from, relative to this file") String extends_,
    @Describe(value = "simulated time that counts", absent = "60s") Duration duration,
    @Describe(
            value =
                "simulated before it, and left out of the statistics; auto finds how long it must be",
            absent = "0s")
        Duration warmup,
    @Describe(value = "of all random numbers", absent = "1") long seed,
    @Describe("machines by name") Map<String, HostSettings> hosts,
    @Describe(value = "groups of clients by name", required = true)
        Map<String, TrafficSettings> traffic,
    @Describe(value = "parts by name, front to back", required = true) Map<String, PartKeys> stack,
    @Describe(value = "what each kind of request does", required = true)
        Map<String, List<Step>> endpoints,
    @Describe("what each kind of background task does") Map<String, List<Step>> tasks,
    @Describe("what changes while the run goes on") List<ChangeKeys> timeline,
    @Describe("rules that wake somebody up, by name") Map<String, AlertKeys> alerts,
    @Describe("conditions that end the run, such as queue(pgbouncer) > 20") List<String> stopWhen,
    @Describe("what the run must show, such as p95(page) < 300ms") List<String> expect,
    @Describe("variants by name") Map<String, VariantKeys> whatIf,
    @Describe("the story of an incident") Scenario.Incident incident) {

  /** The keys of the file. */
  static final Shape SHAPE = Shape.of(Layout.class);

  /** The keys of every part of the stack, beside its directives. */
  record PartKeys(
      @Describe("what it is, where its name does not say so") String kind,
      @Describe(
              value = "how many of it there are, each with its own copy of its host",
              absent = "1")
          int replicas,
      @Describe("the host it runs on; without one it never waits for a CPU") String host,
      @Describe("how many replicas there are, by what they have to do") Autoscale autoscale) {

    /** The keys of every part. */
    static final Shape SHAPE = Shape.of(PartKeys.class);
  }

  /** The keys of a change in the timeline. */
  record ChangeKeys(
      @Describe("time since the end of the warm-up") Duration at,
      @Describe("a condition, in place of a time: what happens when it first holds") String when,
      @Describe("paths and their values from then on") Map<String, String> set,
      @Describe("what parts are to do then, such as gunicorn.reload: one or a list")
          List<String> do_) {}

  /** The keys of an alert in its long form. */
  @Short
  record AlertKeys(
      @Describe(
              value = "a measure of the recent past, such as p95(page) over 60s > 500ms for 2m",
              required = true)
          String when,
      @Describe(value = "how often it is evaluated", absent = "15s") Duration every) {}

  /** The keys of a variant in its long form. */
  record VariantKeys(
      @Describe(value = "paths and their values", required = true) Map<String, String> set,
      @Describe("whether it works as a fix: right, partial or wrong") Scenario.Verdict verdict,
      @Describe("the author's reason") String why,
      @Describe("what the variant must show") List<String> expect) {

    /** The keys of a variant. */
    static final Shape SHAPE = Shape.of(VariantKeys.class);
  }
}
