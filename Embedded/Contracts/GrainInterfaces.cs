namespace ContactHub.Embedded;

/// <summary>Anything that can be called by reference: a grain or an observer.</summary>
public interface IAddressable;

/// <summary>Base of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain addressed by a non-empty string, the only kind of key this engine has.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A callback object outside the grains; methods may be <see cref="OneWayAttribute"/>.</summary>
public interface IGrainObserver : IAddressable;
