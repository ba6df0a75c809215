package tailback.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** One member a line, indented by two; but a row, an object or list of mere figures, in one. */
final class JsonLayout implements PrettyPrinter {

  private boolean rowNext;
  private int rowDepth;
  private int depth;

  /** The object or list that starts next stands in one line. */
  void rowNext() {
    rowNext = true;
  }

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    start(json, '{');
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    start(json, '[');
  }

  private void start(JsonGenerator json, char bracket) throws IOException {
    if (rowNext || rowDepth > 0) {
      rowDepth++;
    }
    rowNext = false;
    depth++;
    json.writeRaw(bracket);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    separate(json);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    separateInList(json);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    separate(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    if (rowDepth > 0) {
      json.writeRaw(' ');
    } else {
      separate(json);
    }
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    end(json, '}', entries, true);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int entries) throws IOException {
    end(json, ']', entries, false);
  }

  private void end(JsonGenerator json, char bracket, int entries, boolean padded)
      throws IOException {
    depth--;
    if (entries > 0 && (rowDepth == 0 || padded)) {
      separate(json);
    }
    if (rowDepth > 0) {
      rowDepth--;
    }
    json.writeRaw(bracket);
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
  }

  private void separateInList(JsonGenerator json) throws IOException {
    if (rowDepth == 0) {
      separate(json);
    }
  }

  private void separate(JsonGenerator json) throws IOException {
    json.writeRaw(rowDepth > 0 ? " " : "\n" + "  ".repeat(depth));
  }
}
