package tailback.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The traffic of a scenario file, and more or less of it. */
final class Traffic {

  private static final Pattern RATE = Pattern.compile("\\d+(\\.\\d+)?(?=/)|(?<=closed )\\d+");

  private Traffic() {}

  /** Settings that multiply the arrivals, users and WebSockets of every group of a scenario. */
  static List<String> times(Path scenario, double factor) throws IOException {
    Map<String, Object> written = new Yaml().load(Files.readString(scenario));
    List<String> sets = new ArrayList<>();
    for (Map.Entry<?, ?> group : ((Map<?, ?>) written.get("traffic")).entrySet()) {
      String path = "traffic." + group.getKey() + ".";
      Map<?, ?> keys =
          group.getValue() instanceof Map<?, ?> map ? map : Map.of("arrivals", group.getValue());
      if (keys.get("websocket") instanceof Map<?, ?> socket) {
        int connections = (Integer) socket.get("connections");
        sets.add(path + "websocket.connections=" + Math.round(connections * factor));
      } else {
        Matcher rate = RATE.matcher((String) keys.get("arrivals"));
        sets.add(path + "arrivals=" + rate.replaceFirst(found -> scaled(found.group(), factor)));
      }
    }
    return sets;
  }

  private static String scaled(String number, double factor) {
    double scaled = Math.round(Double.parseDouble(number) * factor * 1e4) / 1e4;
    return scaled == Math.rint(scaled) ? Long.toString((long) scaled) : Double.toString(scaled);
  }
}
