package tailback.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tailback.experiment.result.Checked;

/** What became of expectations: for a terminal, as JSON, and as a CI server reads it. */
public final class CheckReport {

  private CheckReport() {}

  /** One line an expectation, grouped by file and variant, and a last line that counts. */
  public static String text(List<Checked> all, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<Checked>> file : by(all, Checked::file).entrySet()) {
      text.append(bold(file.getKey(), terminal)).append('\n');
      for (Map.Entry<String, List<Checked>> variant :
          by(file.getValue(), Checked::variant).entrySet()) {
        text.append("  ").append(name(variant.getKey())).append('\n');
        variant.getValue().forEach(each -> line(each, seeds(all) > 1, terminal, text));
      }
    }
    long failed = all.stream().filter(each -> !each.holds()).count();
    text.append(
        failed == 0
            ? all.size() + " expectations, all hold\n"
            : all.size() + " expectations, " + failed + " do not hold\n");
    return text.toString();
  }

  private static void line(
      Checked each, boolean withSeed, Terminal terminal, StringBuilder text) {
    String mark = each.holds() ? colour("✓", 32, terminal) : colour("✗", 31, terminal);
    text.append("    ").append(mark).append(' ').append(each.expectation());
    text.append("  (").append(each.measured());
    if (withSeed) {
      text.append(", seed ").append(each.seed());
    }
    text.append(")\n");
  }

  private static long seeds(List<Checked> all) {
    return all.stream().mapToLong(Checked::seed).distinct().count();
  }

  private static String name(String variant) {
    return variant.isEmpty() ? "as it is" : "what if: " + variant;
  }

  private static String bold(String text, Terminal terminal) {
    return colour(text, 1, terminal);
  }

  private static String colour(String text, int code, Terminal terminal) {
    return terminal.colour() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  private static Map<String, List<Checked>> by(
      List<Checked> all, Function<Checked, String> key) {
    Map<String, List<Checked>> groups = new LinkedHashMap<>();
    for (Checked each : all) {
      groups.computeIfAbsent(key.apply(each), k -> new ArrayList<>()).add(each);
    }
    return groups;
  }

  /** A list of objects with file, variant, seed, expectation, holds and measured. */
  public static String json(List<Checked> all) {
    return JsonWriter.text(
        json -> {
          json.list();
          for (Checked each : all) {
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

  /** JUnit's XML: a test suite a file, a test case an expectation. */
  public static String junit(List<Checked> all) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites>\n");
    for (Map.Entry<String, List<Checked>> file : by(all, Checked::file).entrySet()) {
      long failed = file.getValue().stream().filter(each -> !each.holds()).count();
      xml.append("  <testsuite name=\"").append(escape(file.getKey()));
      xml.append("\" tests=\"").append(file.getValue().size());
      xml.append("\" failures=\"").append(failed).append("\">\n");
      for (Checked each : file.getValue()) {
        testCase(each, xml);
      }
      xml.append("  </testsuite>\n");
    }
    return xml.append("</testsuites>\n").toString();
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

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
