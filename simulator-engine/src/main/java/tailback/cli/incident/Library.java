package tailback.cli.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * The incidents of a folder, by layer, the easy ones first.
 *
 * @param incidents what is in it
 */
public record Library(List<Entry> incidents) {

  /**
   * An incident.
   *
   * @param name of its file, without the ending
   * @param scenario what it is
   */
  public record Entry(String name, Scenario scenario) {

    private int layer() {
      return scenario.incident().layer() == null
          ? Scenario.Layer.values().length
          : scenario.incident().layer().ordinal();
    }
  }

  /** The folder that ships with the program. */
  public static Path shipped() {
    return Path.of(System.getProperty("tailback.home", "."), "scenarios", "incidents");
  }

  /**
   * Reads a folder; files without an incident are left out.
   *
   * @throws Problem when there is no such folder, or a file cannot be read
   */
  public static Library of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Problem.ofArgument(folder.toString(), "is no folder of incidents", "", List.of());
    }
    List<Entry> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Library::isScenario).sorted().toList()) {
        Scenario scenario = ScenarioReader.read(file, List.of());
        if (scenario.incident() != null) {
          found.add(new Entry(name(file), scenario));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(
        Comparator.comparingInt(Entry::layer)
            .thenComparing(each -> each.scenario().incident().difficulty())
            .thenComparing(Entry::name));
    return new Library(List.copyOf(found));
  }

  private static boolean isScenario(Path file) {
    return file.toString().matches(".*\\.(ya?ml|json)");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  /**
   * The incident that somebody means: its name, or a part of its name or title that no other has.
   *
   * @throws Problem when there is none, or several
   */
  public Entry find(String asked) {
    String word = asked.strip().toLowerCase(Locale.ROOT);
    List<Entry> exact = incidents.stream().filter(e -> e.name().equals(word)).toList();
    List<Entry> alike =
        !exact.isEmpty()
            ? exact
            : incidents.stream()
                .filter(
                    e ->
                        e.name().contains(word)
                            || e.scenario().title().toLowerCase(Locale.ROOT).contains(word))
                .toList();
    if (alike.size() == 1) {
      return alike.get(0);
    }
    List<String> names = (alike.isEmpty() ? incidents : alike).stream().map(Entry::name).toList();
    throw Problem.ofArgument(
        "incident play " + asked,
        alike.isEmpty() ? "no incident is called that" : "several incidents are called that",
        alike.isEmpty() ? asked : "",
        names);
  }
}
