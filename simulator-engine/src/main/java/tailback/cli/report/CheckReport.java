package tailback.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tailback.experiment.result.Checked;

/**
 * What became of expectations: for a terminal, as JSON, and as a CI server reads it.
 *
 * @param checked those that were checked
 * @param silent files that expect nothing
 * @param unreadable files that are no scenarios, and why
 * @param unmade runs that somebody did not wait for
 */
public record CheckReport(
    List<Checked> checked, List<String> silent, Map<String, String> unreadable, int unmade) {

  /** One line an expectation, grouped by file and variant, and a last line that counts. */
  public String text(Terminal terminal) {
    Ink ink = Ink.of(terminal);
    List<String> lines = new ArrayList<>();
    boolean severalSeeds = checked.stream().mapToLong(Checked::seed).distinct().count() > 1;
    for (Map.Entry<String, List<Checked>> file : by(checked, Checked::file).entrySet()) {
      lines.add(ink.bold(file.getKey()));
      for (Map.Entry<String, List<Checked>> variant :
          by(file.getValue(), Checked::variant).entrySet()) {
        wrap("  ", "    ", name(variant.getKey()), terminal, lines);
        variant.getValue().forEach(each -> line(each, severalSeeds, ink, terminal, lines));
      }
    }
    for (String file : silent) {
      lines.add(ink.bold(file));
      lines.add("  expects nothing");
    }
    wrap("", "", verdict(), terminal, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void line(
      Checked each, boolean withSeed, Ink ink, Terminal terminal, List<String> lines) {
    String sign = each.holds() ? ink.green("✓") : ink.red("✗");
    String which = withSeed ? "seed " + each.seed() + ": " : "";
    String text = each.expectation() + " (" + which + each.measured() + ")";
    wrap("    " + sign + " ", "      ", text, terminal, lines);
  }

  private static void wrap(
      String first, String then, String text, Terminal terminal, List<String> lines) {
    String start = first;
    for (String line : Cell.wrap(text, terminal.width() - Cell.width(first))) {
      lines.add(start + line);
      start = then;
    }
  }

  private String verdict() {
    long failed = checked.stream().filter(each -> !each.holds()).count();
    List<String> parts = new ArrayList<>();
    if (checked.size() == 1) {
      parts.add("1 expectation: it " + (failed == 0 ? "holds" : "does not hold"));
    } else if (!checked.isEmpty()) {
      String verdict =
          failed == 0
              ? "all hold"
              : failed == checked.size()
                  ? "none holds"
                  : Quantity.count(failed) + (failed == 1 ? " does not hold" : " do not hold");
      parts.add(Quantity.count(checked.size()) + " expectations: " + verdict);
    } else {
      parts.add("nothing was checked");
    }
    if (!unreadable.isEmpty()) {
      parts.add(counted(unreadable.size(), "file") + " could not be read");
    }
    if (unmade > 0) {
      parts.add("cut short, " + counted(unmade, "run") + " not made");
    }
    return String.join("; ", parts);
  }

  private static String counted(int number, String thing) {
    return Quantity.count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  private static String name(String variant) {
    return variant.isEmpty() ? "as it is" : "what if: " + variant;
  }

  private static Map<String, List<Checked>> by(List<Checked> all, Function<Checked, String> key) {
    Map<String, List<Checked>> groups = new LinkedHashMap<>();
    for (Checked each : all) {
      groups.computeIfAbsent(key.apply(each), k -> new ArrayList<>()).add(each);
    }
    return groups;
  }

  /** A list of objects with file, variant, seed, expectation, holds and measured. */
  public String json() {
    return JsonWriter.text(
        json -> {
          json.list();
          for (Checked each : checked) {
            json.row()
                .text("file", each.file())
                .text("variant", each.variant())
                .count("seed", each.seed())
                .text("expectation", each.expectation())
                .flag("holds", each.holds())
                .text("measured", each.measured())
                .end();
          }
          json.end();
        });
  }

  /** JUnit's XML: a test suite a file, a test case an expectation, an error what is unreadable. */
  public String junit() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites>\n");
    for (Map.Entry<String, List<Checked>> file : by(checked, Checked::file).entrySet()) {
      long failed = file.getValue().stream().filter(each -> !each.holds()).count();
      suite(file.getKey(), file.getValue().size(), failed, 0, xml);
      for (Checked each : file.getValue()) {
        testCase(each, xml);
      }
      xml.append("  </testsuite>\n");
    }
    unreadable.forEach(
        (file, problem) -> {
          suite(file, 1, 0, 1, xml);
          xml.append("    <testcase classname=\"as it is\" name=\"can be read\">\n");
          xml.append("      <error message=\"").append(escape(problem)).append("\"/>\n");
          xml.append("    </testcase>\n  </testsuite>\n");
        });
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(String file, int tests, long failures, int errors, StringBuilder xml) {
    xml.append("  <testsuite name=\"").append(escape(file));
    xml.append("\" tests=\"").append(tests);
    xml.append("\" failures=\"").append(failures);
    xml.append("\" errors=\"").append(errors).append("\">\n");
  }

  private static void testCase(Checked each, StringBuilder xml) {
    xml.append("    <testcase classname=\"").append(escape(name(each.variant())));
    xml.append("\" name=\"").append(escape(each.expectation() + ", seed " + each.seed()));
    if (each.holds()) {
      xml.append("\"/>\n");
    } else {
      xml.append("\">\n      <failure message=\"measured ").append(escape(each.measured()));
      xml.append("\"/>\n    </testcase>\n");
    }
  }

  /** Also without the control characters that XML cannot hold. */
  private static String escape(String text) {
    return Cell.clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
