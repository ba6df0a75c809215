package tailback.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.ResourceResult;
import tailback.kernel.Observer;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * A scenario written in a test and run at once.
 *
 * <p>With {@link #free} the software itself costs nothing, so that examples can be worked by hand
 * to the nanosecond; with {@link #arrivals} the requests are those of a table, and its rows number
 * them.
 */
public final class Trial {

  private final Path file;
  private final List<String> sets = new ArrayList<>();
  private final Map<Long, String> ends = new TreeMap<>();
  private Costs costs = CostTable.read();
  private Results results;

  private Trial(String yaml) {
    try {
      Path folder = Files.createTempDirectory("trial");
      folder.toFile().deleteOnExit();
      file = folder.resolve("trial.yaml");
      file.toFile().deleteOnExit();
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A scenario. */
  public static Trial of(String yaml) {
    return new Trial(yaml);
  }

  /** Requests of a table, which the scenario names {@code trace arrivals.csv}. */
  public Trial arrivals(String... lines) {
    Path table = file.resolveSibling("arrivals.csv");
    table.toFile().deleteOnExit();
    try {
      Files.write(table, List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** With other settings, such as {@code gunicorn.workers=4}. */
  public Trial with(String... settings) {
    sets.addAll(List.of(settings));
    return this;
  }

  /** What the software itself costs is nothing, except for these: {@code "nginx.hop=1ms"}. */
  public Trial free(String... except) {
    Map<String, Long> nanos = new LinkedHashMap<>();
    CostTable.names().forEach(name -> nanos.put(name, 0L));
    for (String each : except) {
      String[] parts = each.split("=|ms", 3);
      nanos.put(parts[0], Math.round(Double.parseDouble(parts[1]) * 1e6));
    }
    costs = new Costs(nanos);
    return this;
  }

  /** The scenario as read. */
  public Scenario scenario() {
    return ScenarioReader.read(file, sets);
  }

  /** What the software itself costs. */
  public Costs costs() {
    return costs;
  }

  /** An experiment with it. */
  public Experiment experiment() {
    return new Experiment(scenario(), costs);
  }

  /** Runs it once. */
  public Results run() {
    if (results == null) {
      results = experiment().threads(1).observer(new Ends()).run();
    }
    return results;
  }

  /**
   * How each request ended, by its number: {@code 0: 200 at 1.5s}; those that did not are absent.
   */
  public List<String> ends() {
    run();
    List<String> lines = new ArrayList<>();
    ends.forEach((number, end) -> lines.add(number + ": " + end));
    return lines;
  }

  /** When a request ended, seconds. */
  public double end(int request) {
    String of = request + ": ";
    String end = ends().stream().filter(e -> e.startsWith(of)).findFirst().orElseThrow();
    return Double.parseDouble(end.substring(end.indexOf(" at ") + 4, end.length() - 1));
  }

  /** All endpoints together. */
  public EndpointResult all() {
    return run().all();
  }

  /** An endpoint. */
  public EndpointResult endpoint(String name) {
    return run().endpoints().get(name);
  }

  /** A resource. */
  public ResourceResult resource(String name) {
    ResourceResult resource = run().resources().get(name);
    if (resource == null) {
      throw new IllegalArgumentException("no " + name + " in " + run().resources().keySet());
    }
    return resource;
  }

  /** What a part counted; 0 when it counted none. */
  public long counter(String name) {
    return run().counters().getOrDefault(name, 0L);
  }

  private final class Ends implements Observer {

    @Override
    public void moved(long time, long request, int place) {}

    @Override
    public void ended(long time, long request, int status) {
      ends.put(request & (1L << 44) - 1, status + " at " + time / 1e9 + "s");
    }
  }
}
