package tailback.ui.knobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Catalogue;
import tailback.scenario.Schema;

/** What each directive takes, as the schema of the scenario file says. */
final class Sorts {

  private final JsonNode parts = Schema.generate(Catalogue.standard()).get("$defs");

  /**
   * What a directive takes.
   *
   * @param words what it may be, one of them; empty: anything
   * @param isSwitch whether it is true or false
   * @param scale what its number counts; null where it has none
   * @param least the least number
   */
  record Sort(List<String> words, boolean isSwitch, Dial.Scale scale, double least) {}

  /**
   * What a directive of a kind of part takes.
   *
   * @param spelled how it is written now, or by default: of two spellings of a word, this one
   *     counts
   */
  Sort of(String kind, String directive, String spelled) {
    JsonNode key = parts.path("part." + kind).path("properties").path(directive);
    if (key.path("anyOf").isArray() && key.at("/anyOf/0/type").asText().equals("integer")) {
      key = key.at("/anyOf/0"); // or a word, such as auto
    }
    if (key.has("enum")) {
      return new Sort(words(key.get("enum"), spelled), false, null, 0);
    }
    String type = key.path("type").isArray() ? "amount" : key.path("type").asText();
    boolean share = key.path("maximum").asDouble() == 1 || spelled.strip().endsWith("%");
    boolean size = key.path("pattern").asText().contains("[bB]");
    Dial.Scale scale =
        switch (type) {
          case "integer" -> Dial.Scale.COUNT;
          case "amount" -> share ? Dial.Scale.SHARE : Dial.Scale.AMOUNT;
          case "number" -> share ? Dial.Scale.SHARE : null; // a version: no amount of anything
          default -> size ? Dial.Scale.AMOUNT : null;
        };
    return new Sort(List.of(), type.equals("boolean"), scale, key.path("minimum").asDouble());
  }

  /** Each word once: in hyphens where it is written so, and without the paths of classes. */
  private static List<String> words(JsonNode all, String spelled) {
    boolean hyphens = spelled.contains("-");
    List<String> words = new ArrayList<>();
    for (JsonNode each : all) {
      String word = each.asText();
      boolean otherSpelling = word.contains(hyphens ? "_" : "-") && !word.equals(spelled);
      if (!otherSpelling && (!word.contains(".") || word.equals(spelled))) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }
}
