package tailback.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads YAML or JSON text into a tree that remembers places; refuses what nobody could mean. */
final class TreeReader {

  private static final int LARGEST = 1 << 20;

  private TreeReader() {}

  /** Reads a file. */
  static Node read(Path file) {
    Place whole = Place.whole(Source.file(file));
    return parse(text(bytes(file, whole), whole, json(file)), whole.source());
  }

  /** Reads the value of an argument of the command line. */
  static Node read(String text, Source source) {
    return parse(printable(text, source), source);
  }

  private static boolean json(Path file) {
    return file.toString().endsWith(".json");
  }

  private static byte[] bytes(Path file, Place whole) {
    if (Files.isDirectory(file)) {
      throw new Problem(whole, "is a directory, not a scenario file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Problem(whole, "is larger than 1 MiB; no scenario is");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new Problem(whole, "there is no such file", Words.suggest(name(file), beside(file)));
    } catch (IOException e) {
      throw new Problem(whole, "cannot be read: " + e.getMessage());
    }
  }

  private static String name(Path file) {
    return file.getFileName() == null ? "" : file.getFileName().toString();
  }

  private static List<String> beside(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(TreeReader::name)
          .filter(name -> name.matches(".*\\.(ya?ml|json)"))
          .filter(name -> Words.nearest(name(file), List.of(name)) != null)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String text(byte[] bytes, Place whole, boolean json) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(whole, "is not UTF-8 text");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return printable(json ? yaml(text) : text, whole.source());
  }

  /**
   * JSON may be indented with tabs, and has them nowhere else; YAML 1.1 does not know its {@code
   * \/}.
   */
  private static String yaml(String json) {
    return json.replace('\t', ' ').replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\/", "$1/");
  }

  private static String printable(String text, Source source) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw new Problem(
            new Place(source, line, column),
            String.format("the character U+%04X does not belong in a text file", c));
      }
      column++;
      if (c == '\n') {
        line++;
        column = 1;
      }
    }
    return text;
  }

  private static Node parse(String text, Source source) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    try {
      return new Composer(new ParserImpl(new StreamReader(text), options), source).document();
    } catch (MarkedYAMLException e) {
      throw malformed(e, source);
    } catch (YAMLException e) {
      throw new Problem(Place.whole(source), "is not YAML: " + e.getMessage());
    }
  }

  private static Problem malformed(MarkedYAMLException e, Source source) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String context = e.getContext() == null ? "" : e.getContext();
    Place at = place(e.getProblemMark(), source);
    if (problem.contains("TAB")) {
      return new Problem(at, "a tab; indent with spaces");
    }
    if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return new Problem(place(e.getContextMark(), source), "a quote that is never closed");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return new Problem(
          at,
          "a ':' where no key can stand",
          "quote the text that it belongs to, or indent the key");
    }
    if (context.contains("while parsing a flow")) {
      return new Problem(
          at,
          context.contains("sequence") ? "a [ that is not closed" : "a { that is not closed",
          "it opens at line "
              + (e.getContextMark().getLine() + 1)
              + ", and a ',' or the closing"
              + " bracket is expected here");
    }
    return new Problem(at, "is not YAML: " + problem + (context.isEmpty() ? "" : " " + context));
  }

  private static Place place(Mark mark, Source source) {
    return mark == null
        ? Place.whole(source)
        : new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
