package tailback.ui;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import tailback.scenario.Problem;

/** The variants that a scenario file names under {@code what_if:}, as settings to start with. */
public final class Variants {

  private Variants() {}

  /**
   * The settings of each variant, such as {@code gunicorn.workers=4}, in the order of the file.
   *
   * @param file a scenario that can be read
   */
  public static Map<String, List<String>> of(Path file) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    Map<?, ?> scenario = load(file);
    if (scenario.get("extends") instanceof String base) {
      all.putAll(of(file.resolveSibling(base)));
    }
    if (scenario.get("what_if") instanceof Map<?, ?> variants) {
      variants.forEach((name, variant) -> all.put(String.valueOf(name), settings(variant)));
    }
    return all;
  }

  /**
   * The settings of one variant: its name, or a part of its name that no other has.
   *
   * @throws Problem when there is none, or several
   */
  public static List<String> named(Path file, String word) {
    return of(file).get(name(file, word));
  }

  /** The whole name of the variant that somebody means. */
  public static String name(Path file, String word) {
    Map<String, List<String>> all = of(file);
    if (all.containsKey(word)) {
      return word;
    }
    List<String> alike =
        all.keySet().stream()
            .filter(name -> name.toLowerCase().contains(word.strip().toLowerCase()))
            .toList();
    if (alike.size() != 1) {
      throw Problem.ofArgument(
          word,
          alike.isEmpty() ? "no what_if has this name" : "several what_ifs have this in their name",
          word,
          alike.isEmpty() ? all.keySet() : alike);
    }
    return alike.get(0);
  }

  private static Map<?, ?> load(Path file) {
    try (Reader text = Files.newBufferedReader(file)) {
      Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return loaded instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> settings(Object variant) {
    List<String> sets = new ArrayList<>();
    if (variant instanceof Map<?, ?> map) {
      Map<?, ?> set = map.get("set") instanceof Map<?, ?> inner ? inner : map;
      set.forEach((path, value) -> sets.add(path + "=" + flow(value)));
    }
    return List.copyOf(sets);
  }

  /** A value on one line, as YAML's flow style has it. */
  static String flow(Object value) {
    if (value instanceof String text) {
      return text;
    }
    DumperOptions style = new DumperOptions();
    style.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
    style.setWidth(Integer.MAX_VALUE);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(style), style)
        .dump(value)
        .strip();
  }
}
