namespace ContactHub.Embedded;

/// <summary>Anything that can be called by reference: a grain or an observer.</summary>
public interface IAddressable;

/// <summary>Base of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain addressed by a non-empty string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A callback object outside the grains; methods may be <see cref="OneWayAttribute"/>.</summary>
public interface IGrainObserver : IAddressable;

/// <summary>The call returns at once; its result and its exception go nowhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>The method may run interleaved with any other turn of the grain.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The method changes nothing, so such calls interleave with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Turns of this grain class may interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
