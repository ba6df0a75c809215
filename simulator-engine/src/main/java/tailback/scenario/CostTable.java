package tailback.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tailback.component.Costs;

/** Reads the calibrated costs that ship with the program, {@code models/costs.csv}. */
public final class CostTable {

  private static final String FILE = "/models/costs.csv";

  private CostTable() {}

  /** The costs; columns {@code cost,time,source}. */
  public static Costs read() {
    return new Costs(table());
  }

  /** The names of all costs. */
  public static Set<String> names() {
    return table().keySet();
  }

  private static Map<String, Long> table() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CostTable.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", 3);
        nanos.put(cells[0], Quantity.duration(cells[1], 0));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nanos;
  }
}
