package tailback.ui;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A scenario as somebody wrote it: the values of its settings in the words of the file. */
public final class Written {

  private final Map<String, Object> root;
  private final List<String> sets;

  /**
   * Reads a file.
   *
   * @param sets settings that come last, such as {@code gunicorn.workers=4}
   */
  public Written(Path file, List<String> sets) {
    root = load(file);
    this.sets = sets;
  }

  private static Map<String, Object> load(Path file) {
    Map<String, Object> read = new LinkedHashMap<>();
    try (Reader text = Files.newBufferedReader(file)) {
      Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      if (loaded instanceof Map<?, ?> map) {
        if (map.get("extends") instanceof String base) {
          read.putAll(load(file.resolveSibling(base)));
        }
        map.forEach((key, value) -> read.merge(String.valueOf(key), value, Written::merged));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private static Object merged(Object below, Object above) {
    if (below instanceof Map<?, ?> one && above instanceof Map<?, ?> two) {
      Map<Object, Object> both = new LinkedHashMap<>(one);
      two.forEach((key, value) -> both.merge(key, value, Written::merged));
      return both;
    }
    return above;
  }

  /** What a path is set to, on one line; null when nobody has set it. */
  public String value(String path) {
    for (int i = sets.size() - 1; i >= 0; i--) {
      String set = sets.get(i);
      int equal = set.indexOf('=');
      if (set.substring(0, equal).replaceFirst("^stack\\.", "").equals(path)) {
        return set.substring(equal + 1);
      }
    }
    Object found = at(root, path.split("\\."));
    if (found == null && root.get("stack") instanceof Map<?, ?> stack) {
      found = at(stack, path.split("\\."));
    }
    return found == null ? null : Variants.flow(found);
  }

  private static Object at(Object from, String[] path) {
    Object at = from;
    for (String key : path) {
      if (at instanceof List<?> list && key.matches("\\d{1,6}")) {
        int index = Integer.parseInt(key);
        at = index < list.size() ? list.get(index) : null;
      } else {
        at = at instanceof Map<?, ?> map ? map.get(key) : null;
      }
    }
    return at;
  }

  /** What stands under a name of the file, apart from what settings make of it; null: nothing. */
  public Object section(String name) {
    return root.get(name);
  }

  /** Whether a setting says anew what stands under this very path. */
  public boolean isSaidAnew(String path) {
    return sets.stream().anyMatch(set -> set.substring(0, set.indexOf('=')).equals(path));
  }

  /**
   * The path under which a group's arrivals are set: that of the group where it has a short form.
   */
  public String arrivals(String group) {
    String inLongForm = "traffic." + group + ".arrivals";
    return value(inLongForm) != null ? inLongForm : "traffic." + group;
  }
}
