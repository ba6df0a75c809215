package tailback.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON as every command does: members in the order they are written, figures with at most
 * six significant digits and no exponent, {@code null} for what is not known, a newline at the end.
 */
public final class JsonWriter implements Closeable {

  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int DECIMALS = 9;
  private static final double WHOLE = 1e15;

  private final JsonLayout layout = new JsonLayout();
  private final JsonGenerator json;

  /** Writes to {@code out}, which closing this does not close. */
  public JsonWriter(Writer out) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setPrettyPrinter(layout);
  }

  /** Something that writes itself. */
  @FunctionalInterface
  public interface Content {
    /** Writes exactly one value. */
    void writeTo(JsonWriter json) throws IOException;
  }

  /** The text of one JSON document. */
  public static String text(Content content) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Names the next value. */
  public JsonWriter name(String name) throws IOException {
    json.writeFieldName(name);
    return this;
  }

  /** Starts an object, one member a line. */
  public JsonWriter object() throws IOException {
    json.writeStartObject();
    return this;
  }

  /** Starts a list, one value a line. */
  public JsonWriter list() throws IOException {
    json.writeStartArray();
    return this;
  }

  /** Starts an object that stands in one line, and all within it. */
  public JsonWriter row() throws IOException {
    layout.rowNext();
    return object();
  }

  /** Ends the object or list that started last. */
  public JsonWriter end() throws IOException {
    if (json.getOutputContext().inArray()) {
      json.writeEndArray();
    } else {
      json.writeEndObject();
    }
    return this;
  }

  /** A named figure; null when it is not a finite number. */
  public JsonWriter figure(String name, double value) throws IOException {
    return name(name).figure(value);
  }

  /** A named count. */
  public JsonWriter count(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  /** A named text; null when there is none. */
  public JsonWriter text(String name, String value) throws IOException {
    json.writeStringField(name, value);
    return this;
  }

  /** A named yes or no. */
  public JsonWriter flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  /** Named figures in one line; null when there are none. */
  public JsonWriter figures(String name, double[] values) throws IOException {
    return name(name).figures(values);
  }

  /** A named value of any plain kind: number, text, truth, list, map (by key) or null. */
  public JsonWriter any(String name, Object value) throws IOException {
    return name(name).any(value);
  }

  private JsonWriter figure(double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.writeNull();
    } else {
      json.writeNumber(plain(value));
    }
    return this;
  }

  private JsonWriter figures(double[] values) throws IOException {
    if (values == null) {
      json.writeNull();
      return this;
    }
    layout.rowNext();
    json.writeStartArray();
    for (double value : values) {
      figure(value);
    }
    json.writeEndArray();
    return this;
  }

  private JsonWriter any(Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Double || value instanceof Float) {
      figure(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof double[] values) {
      figures(values);
    } else if (value instanceof Iterable<?> values) {
      layout.rowNext();
      json.writeStartArray();
      for (Object each : values) {
        any(each);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> members) {
      layout.rowNext();
      json.writeStartObject();
      for (Map.Entry<String, Object> member : byKey(members).entrySet()) {
        any(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeString(value.toString());
    }
    return this;
  }

  private static Map<String, Object> byKey(Map<?, ?> members) {
    Map<String, Object> sorted = new TreeMap<>();
    members.forEach((key, value) -> sorted.put(key.toString(), value));
    return sorted;
  }

  private static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      return Long.toString((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded =
        exact.precision() - exact.scale() >= SIX_DIGITS.getPrecision()
            ? exact.setScale(0, RoundingMode.HALF_EVEN)
            : exact.round(SIX_DIGITS);
    if (rounded.scale() > DECIMALS) {
      rounded = rounded.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Ends the document. */
  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
