package render

import "github.com/hajimehoshi/ebiten/v2"

// compiled is a shader of the program's own.
func compiled(source []byte) *ebiten.Shader {
	shader, err := ebiten.NewShader(source)
	if err != nil {
		panic(err) // it is part of the program
	}
	return shader
}
