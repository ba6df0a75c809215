package tailback.queueing;

import tailback.kernel.Stream;

/**
 * The bell curve around {@code centre}, given that the duration is at least 0. Sampled by inversion
 * of the truncated law.
 */
final class TruncatedNormal implements Distribution {

  private final double centre;
  private final double sd;
  private final double kept;

  TruncatedNormal(double centre, double sd) {
    Parameter.notNegative("mean", centre);
    Parameter.positive("sd", sd);
    this.centre = centre;
    this.sd = sd;
    kept = StandardNormal.cumulative(centre / sd);
  }

  @Override
  public long sample(Stream stream) {
    double z = -StandardNormal.quantile(stream.nextOpenDouble() * kept);
    return Math.max(0, Math.round(centre + sd * z));
  }

  @Override
  public double mean() {
    return centre + sd * StandardNormal.density(centre / sd) / kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TruncatedNormal normal && centre == normal.centre && sd == normal.sd;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(centre);
  }

  @Override
  public String toString() {
    return "TruncatedNormal[centre=" + centre + ", sd=" + sd + "]";
  }
}
