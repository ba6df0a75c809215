package tailback.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.host.Instance;
import tailback.component.host.Instance.Burst;
import tailback.component.host.Instance.CpuCredits;
import tailback.program.Bytes;

/**
 * The sizes of machine that one can rent: {@code models/ec2.csv}, and managed databases and caches,
 * {@code rds.csv} and {@code elasticache.csv}, in the same columns. Read when the first is asked
 * for.
 */
public final class InstanceTable {

  private static final List<String> FILES = List.of("ec2", "rds", "elasticache");
  private static final Map<String, Instance> ALL = read();

  private InstanceTable() {}

  /** All sizes by name. */
  public static Map<String, Instance> all() {
    return ALL;
  }

  /** The size of that name. */
  static Instance of(String name) {
    Instance instance = ALL.get(name);
    if (instance == null) {
      throw new Misread(
          Words.quote(name) + " is no size in models/ec2.csv",
          Words.nearest(name, ALL.keySet()) == null
              ? "write such as t3.medium, m6i.xlarge or db.m6g.large"
              : Words.suggest(name, ALL.keySet()));
    }
    return instance;
  }

  private static Map<String, Instance> read() {
    Map<String, Instance> all = new LinkedHashMap<>();
    for (String file : FILES) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  InstanceTable.class.getResourceAsStream("/models/" + file + ".csv"),
                  StandardCharsets.UTF_8))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Instance instance = instance(line.split(",", 10));
          all.put(instance.name(), instance);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static Instance instance(String[] cells) {
    Burst burst =
        cells[4].isEmpty()
            ? null
            : new Burst(
                Quantity.share(cells[4]),
                Quantity.number(cells[5]),
                CpuCredits.valueOf(cells[6].toUpperCase(java.util.Locale.ROOT)),
                cells[8].isEmpty() ? 0 : Quantity.number(cells[8]));
    return new Instance(
        cells[0],
        Integer.parseInt(cells[1]),
        new Bytes(Quantity.size(cells[2])),
        Integer.parseInt(cells[3]),
        burst,
        Quantity.number(cells[7]));
  }
}
