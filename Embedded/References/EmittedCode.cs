using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace ContactHub.Embedded;

/// <summary>The dynamic assembly of the emitted references and requests. Used under its gate only.</summary>
internal static class EmittedCode
{
    private static readonly AssemblyBuilder Assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("ContactHub.Embedded.Emitted"), AssemblyBuilderAccess.Run);
    private static readonly HashSet<string> VisibleAssemblies = new(StringComparer.Ordinal);
    private static readonly ConstructorInfo VisibilityAttribute;
    private static int count;

    static EmittedCode()
    {
        Module = Assembly.DefineDynamicModule("Emitted");
        VisibilityAttribute = DefineVisibilityAttribute();
        MakeVisible(typeof(EmittedCode));
    }

    public static Lock Gate { get; } = new();

    public static ModuleBuilder Module { get; }

    public static string UniqueName(Type interfaceType, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{interfaceType.FullName}.{suffix}.{++count}");

    /// <summary>Lets emitted code use the internal types of an assembly, as code generated into that assembly could.</summary>
    public static void MakeVisible(Type type)
    {
        if (type.Assembly.GetName().Name is { } name && VisibleAssemblies.Add(name))
        {
            Assembly.SetCustomAttribute(new CustomAttributeBuilder(VisibilityAttribute, [name]));
        }

        foreach (var argument in type.GenericTypeArguments)
        {
            MakeVisible(argument);
        }
    }

    public static void MakeVisible(MethodInfo method)
    {
        MakeVisible(method.DeclaringType!);
        MakeVisible(method.ReturnType);
        foreach (var parameter in method.GetParameters())
        {
            MakeVisible(parameter.ParameterType);
        }
    }

    // The runtime honours this attribute by name; no library declares it.
    private static ConstructorInfo DefineVisibilityAttribute()
    {
        var type = Module.DefineType("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Attribute));
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
